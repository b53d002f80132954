/** The operator's desk: applications and schools. One chunk: whoever opens one of its screens opens the others too. */
import { Route, Switch } from "wouter";
import { routes } from "@/app/routes";
import ApplicationScreen from "./ApplicationScreen";
import ApplicationsScreen from "./ApplicationsScreen";
import SchoolDeskScreen from "./SchoolDeskScreen";
import SchoolsScreen from "./SchoolsScreen";

export default function DeskScreens() {
  return (
    <Switch>
      <Route path={routes.applications} component={ApplicationsScreen} />
      <Route path={routes.applicationDesk} component={ApplicationScreen} />
      <Route path={routes.schools} component={SchoolsScreen} />
      <Route path={routes.schoolDesk} component={SchoolDeskScreen} />
    </Switch>
  );
}
