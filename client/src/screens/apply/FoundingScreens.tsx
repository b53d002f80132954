/** What a school without an account opens: the application, its page, the administrator's link. One chunk: they share a form. */
import { Route, Switch } from "wouter";
import { routes } from "@/app/routes";
import AdministratorScreen from "./AdministratorScreen";
import ApplyScreen from "./ApplyScreen";
import StatusScreen from "./StatusScreen";

export default function FoundingScreens() {
  return (
    <Switch>
      <Route path={routes.apply} component={ApplyScreen} />
      <Route path={routes.application} component={StatusScreen} />
      <Route path={routes.administrator} component={AdministratorScreen} />
    </Switch>
  );
}
