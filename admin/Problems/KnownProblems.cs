namespace OneLink.Admin.Problems;

/// <summary>Every kind of problem that this surface answers with.</summary>
internal static class KnownProblems
{
    public static Problem MalformedJson(string detail) => new("malformed-json", StatusCodes.Status400BadRequest, "The body is not valid JSON", detail);

    public static Problem BadRequest(string detail) => new("bad-request", StatusCodes.Status400BadRequest, "The request cannot be read", detail);

    public static Problem Unauthorized(string detail) => new("unauthorized", StatusCodes.Status401Unauthorized, "Valid credentials are needed", detail);

    public static Problem MissingScope(string scope) => new(
        "missing-scope", StatusCodes.Status403Forbidden, "The API key lacks a scope", $"This call needs the scope {scope}.");

    public static Problem ScopeNotOwned(string detail) => new("missing-scope", StatusCodes.Status403Forbidden, "The API key lacks a scope", detail);

    public static Problem SignInFailed() => new(
        "sign-in-failed", StatusCodes.Status401Unauthorized, "Nobody is signed in by this", "The e-mail address or the password is wrong, or the sign-in link was used or has ended.");

    public static Problem CodeRequired() => new(
        "code-required", StatusCodes.Status401Unauthorized, "A code is needed as well", "The password is right. Send it again with code: the six digits that the person's device shows, or a recovery code.");

    public static Problem CodeWrong() => new(
        "code-wrong", StatusCodes.Status401Unauthorized, "The code is wrong", "The code is wrong, or was used already. Send the next one that the device shows, or a recovery code.");

    public static Problem SecondFactorIsOn() => new(
        "totp-enabled", StatusCodes.Status409Conflict, "Codes are asked for already", "Turn them off first (POST /totp/disable) to use another device.");

    public static Problem NotInAFrame() => new(
        "not-in-a-frame", StatusCodes.Status403Forbidden, "This is not done in a frame", "Open OneLink in a window of its own for this.");

    public static Problem ForgedRequest() => new(
        "csrf",
        StatusCodes.Status403Forbidden,
        "The request was not sent by a page of this site",
        "With a session's cookie, what changes something needs its token as X-CSRF-Token (GET /session tells it), and must not come from another site.");

    public static Problem PasswordNeeded(int minutes) => new(
        "password-needed",
        StatusCodes.Status403Forbidden,
        "The password is asked for again",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"What changes the installation needs the password given within {minutes} minutes: POST /super_admin/api/confirm."));

    public static Problem NotInAccount() => new(
        "not-in-account", StatusCodes.Status403Forbidden, "The account is not open to this person", "X-Account-Id must name an account that is not suspended and that the person has a place in.");

    public static Problem NotFound(string detail) => new("not-found", StatusCodes.Status404NotFound, "Not found", detail);

    public static Problem MethodNotAllowed() => new(
        "method-not-allowed", StatusCodes.Status405MethodNotAllowed, "The method is not allowed here", "The Allow header names the methods that are.");

    public static Problem SlugTaken(string slug, string domain) => new(
        "slug-taken", StatusCodes.Status409Conflict, "The slug is taken", $"{domain} already has a link with the slug \"{slug}\".");

    public static Problem SlugsExhausted(int length, string domain) => new(
        "slug-taken",
        StatusCodes.Status409Conflict,
        "The slug is taken",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Too many slugs of {length} random characters are taken on {domain}. Ask for a longer slugLength."));

    public static Problem ExternalIdTaken(string externalId) => new(
        "external-id-taken", StatusCodes.Status409Conflict, "The external id is taken", $"Another link of this account has the externalId \"{externalId}\".");

    public static Problem HostTaken(string host) => new(
        "host-taken", StatusCodes.Status409Conflict, "The host is taken", $"The host {host} is already registered.");

    public static Problem DomainInUse(string detail) => new("domain-in-use", StatusCodes.Status409Conflict, "The domain is in use", detail);

    public static Problem IdempotencyInProgress() => new(
        "idempotency-in-progress", StatusCodes.Status409Conflict, "The first request with this key is under way", "Ask again shortly.")
    {
        RetryAfterSeconds = 1,
    };

    public static Problem FeedGone(string detail) => new("feed-gone", StatusCodes.Status410Gone, "The change log does not hold this position", detail);

    public static Problem AccountsNotAllowed(string edge, string accounts) => new(
        "accounts-not-allowed", StatusCodes.Status403Forbidden, "The edge may not carry these accounts", $"The edge {edge} was made for the accounts {accounts}.");

    public static Problem PreconditionFailed() => new(
        "precondition-failed",
        StatusCodes.Status412PreconditionFailed,
        "The link has changed",
        "If-Match does not name the current ETag. Get the link again and repeat the change.");

    public static Problem ChangedSinceSelected() => new(
        "precondition-failed",
        StatusCodes.Status412PreconditionFailed,
        "The link has changed",
        "It was changed after the filter had found it, and was left alone. Repeat the call if it is still meant.");

    public static Problem TooLarge(string detail) => new("too-large", StatusCodes.Status413PayloadTooLarge, "The body is too large", detail);

    public static Problem UnsupportedMediaType(string detail) => new(
        "unsupported-media-type", StatusCodes.Status415UnsupportedMediaType, "The content type is not supported", detail);

    public static Problem InvalidFields(FieldErrors errors) => new(
        "invalid-fields", StatusCodes.Status422UnprocessableEntity, "Some fields are not valid", "See errors for each field; nothing was changed.")
    {
        Errors = errors,
    };

    public static Problem IdempotencyKeyReused() => new(
        "idempotency-key-reused",
        StatusCodes.Status422UnprocessableEntity,
        "The idempotency key was used for another request",
        "Use a new Idempotency-Key for a request with another body.");

    public static Problem AnswerSealed() => new(
        "idempotency-answer-sealed",
        StatusCodes.Status409Conflict,
        "The first answer can only be read with the secret that asked",
        "It showed a secret, and this key's own secret was rotated since. What was asked for is done; nothing was done again.");

    public static Problem AddressNotAllowed(string address) => new(
        "address-not-allowed", StatusCodes.Status403Forbidden, "The API key may not be used from here", $"Its allowedIps do not hold {address}.");

    public static Problem NotStored(string detail) => new(
        "not-stored", StatusCodes.Status422UnprocessableEntity, "Nothing was stored", detail);

    public static Problem OthersFailed() => new(
        "not-stored", StatusCodes.Status424FailedDependency, "Nothing was stored", "This link is valid, but another one of the call was refused.");

    public static Problem TooManyRequests(string detail, int retryAfterSeconds) => new(
        "too-many-requests", StatusCodes.Status429TooManyRequests, "Too many requests", detail)
    {
        RetryAfterSeconds = retryAfterSeconds,
    };

    public static Problem OverRateLimit(int limit, int retryAfterSeconds) => TooManyRequests(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"More than {limit} requests a minute. A bulk call is one request."), retryAfterSeconds);

    public static Problem Internal() => new(
        "internal", StatusCodes.Status500InternalServerError, "Something went wrong", "The error was logged under the request id.");

    public static Problem Unavailable() => new(
        "unavailable", StatusCodes.Status503ServiceUnavailable, "The database cannot be written now", "Nothing was changed. Ask again shortly.")
    {
        RetryAfterSeconds = 5,
    };

    public static Problem OutcomeUnknown() => new(
        "outcome-unknown",
        StatusCodes.Status503ServiceUnavailable,
        "Whether it was done is not known",
        "The database went away while it was storing the change. Ask again under the same Idempotency-Key, or look at what is there first.")
    {
        RetryAfterSeconds = 5,
    };
}
