namespace OneLink.Admin.OpenApi;

/// <summary>The chapters of the API description, in order: tags of the endpoints' groups.</summary>
internal static class ApiTags
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Links", "One link, lists, and links by the thousand."),
        ("Jobs", "Imports and other work that outlives its request."),
        ("Domains", "Domains of short links and what they say of apps."),
        ("Stats", "Clicks counted, listed, live and as feeds for other tools."),
        ("Events", "Conversions: what people did after their click."),
        ("Open", "Deferred deep links: which tap led to an app."),
        ("Deep links", "App addresses of well-known web addresses."),
        ("Safety", "Hosts that links may not lead to."),
        ("Keys", "API keys and their scopes."),
        ("Sessions", "People who are signed in with a browser."),
        ("Audit", "Who changed what."),
        ("Privacy", "Erasure and retention of clicks."),
    ];
}
