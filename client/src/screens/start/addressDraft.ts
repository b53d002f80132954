/** What is typed about the address, kept as text until it is sent; each way takes the fields that it needs. */
import type { AddressState, Wish } from "@/concepts/school/firstSteps";

export type Draft = {
  way: Wish["way"] | "";
  publicUrl: string;
  trusted: string;
  certificate: string;
  key: string;
  directory: string;
  email: string;
  consent: boolean;
  network: boolean;
  lossesKnown: boolean;
};

const nothing: Draft = {
  way: "",
  publicUrl: "",
  trusted: "127.0.0.1",
  certificate: "",
  key: "",
  directory: "",
  email: "",
  consent: false,
  network: false,
  lossesKnown: false,
};

/** The fields as they were chosen before; empty for a school that has not chosen yet. */
export function draftOf({ wish }: AddressState): Draft {
  switch (wish?.way) {
    case undefined:
      return nothing;
    case "proxy":
      return { ...nothing, way: "proxy", publicUrl: wish.publicUrl, trusted: wish.trusted.join(", ") };
    case "files":
      return {
        ...nothing,
        way: "files",
        publicUrl: wish.publicUrl,
        certificate: wish.certificate,
        key: wish.key,
      };
    case "acme":
      return { ...nothing, way: "acme", publicUrl: wish.publicUrl, directory: wish.directory, email: wish.email };
    case "inside": {
      const publicUrl = wish.publicUrl ?? "";
      return { ...nothing, way: "inside", publicUrl, network: publicUrl !== "" };
    }
  }
}

/** What is sent; nothing while no way is chosen. */
export function wishOf(draft: Draft): Wish | null {
  const { publicUrl } = draft;
  switch (draft.way) {
    case "":
      return null;
    case "proxy":
      return { way: "proxy", publicUrl, trusted: draft.trusted.split(/[\s,;]+/).filter(Boolean) };
    case "files":
      return { way: "files", publicUrl, certificate: draft.certificate, key: draft.key };
    case "acme":
      return { way: "acme", publicUrl, directory: draft.directory, email: draft.email, consent: draft.consent };
    case "inside":
      return { way: "inside", publicUrl: draft.network ? publicUrl : "", lossesKnown: draft.lossesKnown };
  }
}
