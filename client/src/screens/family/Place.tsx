/** A family's own pages, «Семья» and «Документы»: one chunk, so that the first load names one. */
import { Route, Switch } from "wouter";
import { routes } from "@/app/routes";
import DocumentsScreen from "@/screens/documents/DocumentsScreen";
import FamilyScreen from "./FamilyScreen";

export default function FamilyPlace() {
  return (
    <Switch>
      <Route path={routes.family} component={FamilyScreen} />
      <Route path={routes.documents} component={DocumentsScreen} />
    </Switch>
  );
}
