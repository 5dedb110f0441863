using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>
/// Lets pages of any site call the Client API (https://fetch.spec.whatwg.org/#http-cors-protocol). No cookie counts there, so a
/// page can do no more than a program that knows the same identifiers (docs/decisions/0023-chat-widget.md). A web widget may
/// name the pages that it is for; to others its answers are not shown.
/// </summary>
internal static class ClientCors
{
    private const string Everybody = "*";

    /// <summary>Seconds that a browser need not ask again; Chromium keeps it for two hours, Firefox for a day.</summary>
    private const string PreflightAge = "86400";

    private static readonly PathString Root = "/public/api/v1";

    /// <summary>Answers preflights, and says on every other answer, failures as well, who may read it.</summary>
    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal))
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        if (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.AccessControlRequestMethod.Count > 0)
        {
            // The same for every inbox, and for those that are not there: the call itself tells.
            headers.AccessControlAllowOrigin = Everybody;
            headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
            headers.AccessControlAllowHeaders = "Content-Type, Idempotency-Key";
            headers.AccessControlMaxAge = PreflightAge;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        context.Features.Set(new Reader(Everybody));
        context.Response.OnStarting(
            static state =>
            {
                var answered = (HttpContext)state;
                if (answered.Features.Get<Reader>() is { Origin: { } origin })
                {
                    answered.Response.Headers.AccessControlAllowOrigin = origin;
                    answered.Response.Headers.AccessControlExposeHeaders = "Retry-After, X-Request-Id";
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    }

    /// <summary>Whether the page that asks may use the inbox. Who is no browser says no page, and may.</summary>
    public static bool Admit(HttpContext context, Inbox inbox)
    {
        if (!AllowedOrigins.AreLimited(inbox))
        {
            return true;
        }

        var origin = context.Request.Headers.Origin.ToString();
        var isAdmitted = AllowedOrigins.Admit(inbox, origin);

        // A cache must not give one page the answer to another.
        context.Response.Headers.Vary = "Origin";
        context.Features.Set(new Reader(isAdmitted && origin.Length > 0 ? origin : null));
        return isAdmitted;
    }

    /// <param name="Origin">Who may read the answer, as sent; null for nobody.</param>
    private sealed record Reader(string? Origin);
}
