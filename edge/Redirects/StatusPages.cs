using OneLink.Shared.Routing;

namespace OneLink.Edge.Redirects;

/// <summary>The fixed bodies of answers that lead nowhere.</summary>
internal static class StatusPages
{
    public static ReadOnlySpan<byte> BodyOf(RedirectPage page) => page switch
    {
        RedirectPage.Robots => "User-agent: *\nDisallow: /\n"u8,
        RedirectPage.Expired => Expired,
        RedirectPage.MethodNotAllowed => MethodNotAllowed,
        RedirectPage.Unavailable => Unavailable,
        RedirectPage.NotFound => NotFound,
        _ => default,
    };

    private static ReadOnlySpan<byte> NotFound =>
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Link not found</title><h1>Link not found</h1><p>There is no link at this address.</p></html>\n"u8;

    private static ReadOnlySpan<byte> Expired =>
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Link expired</title><h1>Link expired</h1><p>This link is no longer available.</p></html>\n"u8;

    private static ReadOnlySpan<byte> MethodNotAllowed =>
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Method not allowed</title><h1>Method not allowed</h1><p>This link answers GET and HEAD.</p></html>\n"u8;

    private static ReadOnlySpan<byte> Unavailable =>
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Try again</title><h1>Try again in a moment</h1><p>This link cannot be answered right now.</p></html>\n"u8;
}
