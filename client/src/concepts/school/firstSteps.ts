/** The first evening as steps, and the school's address: what of it is done follows from the school itself. */
import { useQuery } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Shapes = components["schemas"];
export type StepName = Shapes["FirstStep"]["name"];
export type FirstSteps = Shapes["FirstSteps"];
export type AddressState = Shapes["AddressState"];
export type Wish = NonNullable<AddressState["wish"]>;
export type PhoneTest = Shapes["PhoneTest"];

export const stepNames: StepName[] = ["school", "address", "phone", "list", "slips"];
export const addressKey = ["school", "address"];

export const useFirstSteps = (enabled = true) =>
  useQuery({
    queryKey: ["school", "first-steps"],
    queryFn: () => call<FirstSteps>("GET", "/api/first-steps"),
    enabled,
  });

/** The address in force; asked again every second or two while something of it is awaited. */
export const useAddress = (awaits: (state: AddressState) => boolean = (state) => state.pending) =>
  useQuery({
    queryKey: addressKey,
    queryFn: () => call<AddressState>("GET", "/api/address"),
    refetchInterval: (query) => (query.state.data && awaits(query.state.data) ? 1500 : false),
  });

export const chooseAddress = (wish: Wish) => call<void>("PUT", "/api/address", { body: wish });

export const beginPhoneTest = () => call<PhoneTest>("POST", "/api/address/test");

/** Where an address leads, as a browser compares it; nothing for what is no address. */
export function originOf(address: string): string {
  const text = address.trim();
  try {
    return new URL(text.includes("://") ? text : `https://${text}`).origin;
  } catch {
    return "";
  }
}
