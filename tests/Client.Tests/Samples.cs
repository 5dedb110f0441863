namespace OneLink.Client.Tests;

/// <summary>Answers as the server writes them.</summary>
internal static class Samples
{
    public static string Link(string slug = "summer") =>
        $$$"""
        {"id":"lnk_1","domain":"go.acme.com","slug":"{{{slug}}}","shortUrl":"https://go.acme.com/{{{slug}}}","url":"https://acme.com/","deepLinkPath":null,
         "platforms":{"ios":{"deepLinkPath":null,"fallbackUrl":"https://acme.com/i"},"android":{"package":"com.acme"}},
         "rules":[{"name":"r","when":{"country":["DE"],"query":{"a":true,"b":"c"}},"then":{"url":"https://acme.com/de","fallbackUrl":null}}],
         "variants":[],"variantsFrom":null,"variantsUntil":null,"brand":{"name":"Acme"},"utm":{},"redirectStatus":302,"forwardQuery":true,"forwardPath":false,
         "indexable":false,"activeFrom":null,"expiresAt":"2030-01-01T00:00:00.000Z","expiredUrl":null,"maxClicks":null,"hasPassword":false,"probeIpad":false,
         "enabled":true,"deniedHost":null,"warnings":[],"title":null,"notes":null,"tags":["a"],"externalId":null,"metadata":{"x":1},"clicks":7,
         "lastClickedAt":null,"createdAt":"2026-11-27T00:00:00.000Z","updatedAt":"2026-11-27T00:00:00.000Z","addedLater":true}
        """;

    public static string Page(string? next, params IEnumerable<string> slugs)
        => $$"""{"data":[{{string.Join(',', slugs.Select(Link))}}],"nextCursor":{{(next is null ? "null" : $"\"{next}\"")}}}""";
}
