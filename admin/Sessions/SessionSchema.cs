using OneLink.Admin.Accounts;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.SecondFactors;

namespace OneLink.Admin.Sessions;

/// <summary>Sessions, as the API description shows them and as <see cref="SignInRequest"/> knows them.</summary>
internal static class SessionSchema
{
    public static ApiObject Sent { get; } = ApiObject.Sent(
        "SignInInput",
        "Who signs in: by a password, or by the token of a sign-in link that a platform app asked for.",
        new ApiField("email", ApiType.Text(SignInRequest.MaxEmail, 1), "In any case of letters.") { IsRequired = true },
        new ApiField("password", ApiType.Text(SignInRequest.MaxSecret), "The person's."),
        new ApiField("code", ApiType.Text(SecondFactorRequest.MaxCode), "Beside a password, of a person who is asked for codes: the device's, or a recovery code."),
        new ApiField("ssoAuthToken", ApiType.Text(SignInRequest.MaxSecret), "Of a sign-in link: works once, for five minutes."));

    public static ApiObject Item { get; } = ApiObject.Answered(
        "SessionItem",
        "A browser in which somebody is signed in.",
        new("id", ApiType.Text().Like("ses_4Yq0TzPVb1nD7cWf"), "Names it in paths."),
        new("userAgent", ApiType.Text(), "As the browser called itself."),
        new("network", ApiType.Text().Like("203.0.113.0/24"), "Where it signed in from: the address, cut short."),
        new("current", ApiType.Flag, "Whether it is the one that asks."),
        new("createdAt", ApiType.Time, "When it signed in."),
        new("lastSeenAt", ApiType.Time, "When it was last used, to the minute."),
        new("expiresAt", ApiType.Time, "When it ends unless it is used before: 7 days after it was last used, at most 30 after it began."));

    public static ApiObject Page { get; } = LinkSchema.PageOf("SessionPage", Item);

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "Session",
        "Who is signed in.",
        new("user", ApiType.Of(User), "The person."),
        new("accounts", ApiType.ListOf(ApiType.Of(Account)), "The person's accounts, the one last worked in first. `X-Account-Id` names the one that a request means."),
        new("csrfToken", ApiType.Text(), "To be sent as `X-CSRF-Token` with whatever changes something."),
        new("session", ApiType.Of(Item), "This browser's."));

    private static ApiObject User => ApiObject.Answered(
        "SessionUser",
        "A person.",
        new("id", ApiType.Integer(1), "Of the person."),
        new("email", ApiType.Text(), "Lower case."),
        new("name", ApiType.Text(), "As others see it."),
        new("avatarUrl", ApiType.Text().OrNull(), "Of a picture; null where there is none."),
        new("superAdmin", ApiType.Flag, "Whether the person runs the installation."));

    private static ApiObject Account => ApiObject.Answered(
        "SessionAccount",
        "An account that the person has a place in.",
        new("id", ApiType.Integer(1), "Of the account."),
        new("name", ApiType.Text(), "Of the account."),
        new("role", ApiType.OneOf(AccountRole.Agent, AccountRole.Administrator), "The person's."),
        new("scopes", ApiType.ListOf(ApiType.Text()), "What the role may do, as API keys name it."),
        new("suspended", ApiType.Flag, "Whether it is closed for now."));
}
