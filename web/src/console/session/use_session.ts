import { useMutation, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { ApiFailure, api, ask, rememberCsrf } from "../api/client";
import { queries } from "../api/queries";
import type { Role, Session } from "../api/types";
import { forgetKept } from "../frame/kept";

const Context = createContext<Session | null>(null);
export const SignedIn = Context.Provider;

// Who is signed in; only called below the door (app.tsx).
export function useMe(): Session["person"] {
  const session = useContext(Context);
  if (!session) throw new Error("nobody is signed in");
  return session.person;
}

export function useMay(): (...any_of: Role[]) => boolean {
  const { roles } = useMe();
  return (...any_of) => any_of.some((role) => roles.includes(role));
}

// null: nobody is signed in.
export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      try {
        return keep(await ask(api.GET("/api/session")));
      } catch (failure) {
        if (failure instanceof ApiFailure && failure.status === 401) return null;
        throw failure;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function keep(session: Session): Session {
  rememberCsrf(session.csrf_token);
  return session;
}

// Whoever comes in sees nothing that somebody else left in memory.
function forgetAll(): void {
  forgetKept();
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
}

export function enter(session: Session): void {
  const before = queries.getQueryData<Session | null>(["session"]);
  if (before?.person.person_id !== session.person.person_id) forgetAll();
  queries.setQueryData(["ended"], false);
  queries.setQueryData(["session"], keep(session));
  if (before) queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
}

export function useHasEnded(): boolean {
  return useQuery({ queryKey: ["ended"], queryFn: () => false, enabled: false, initialData: false }).data;
}

export function leave(): void {
  forgetAll();
  rememberCsrf("");
  queries.setQueryData(["ended"], false);
  queries.setQueryData(["session"], null);
}

export function useSignIn() {
  return useMutation({
    mutationFn: (body: { handle: string; password: string; totp: string }) => ask(api.POST("/api/session", { body })),
    onSuccess: enter,
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => ask(api.DELETE("/api/session")), onSettled: leave });
}
