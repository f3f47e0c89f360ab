export { Door } from "./door";
export { signIn, signOut } from "./enter";
export { JoinForm } from "./join-form";
export { DeadLink, JoinPage } from "./join-page";
export { NoTeam } from "./no-team";
export { SetupForm, type SetupValues } from "./setup-form";
export { SetupPage } from "./setup-page";
export { SignIn } from "./sign-in";
export { SignInPage } from "./sign-in-page";
