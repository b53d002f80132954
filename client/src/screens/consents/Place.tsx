/** The school's pages about consents and the move from the old chat: one chunk, so that the first load names one. */
import { Route, Switch } from "wouter";
import { routes } from "@/app/routes";
import MovingScreen from "@/screens/moving/MovingScreen";
import RegistryScreen from "./RegistryScreen";
import SchoolConsentsScreen from "./SchoolConsentsScreen";
import TextsScreen from "./TextsScreen";

export default function ConsentsPlace() {
  return (
    <Switch>
      <Route path={routes.consents} component={SchoolConsentsScreen} />
      <Route path={routes.legalTexts} component={TextsScreen} />
      <Route path={routes.classMoving} component={MovingScreen} />
      <Route path={routes.staffConsents} component={RegistryScreen} />
      <Route path={routes.classConsents} component={RegistryScreen} />
    </Switch>
  );
}
