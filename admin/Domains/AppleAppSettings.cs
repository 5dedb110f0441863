namespace OneLink.Admin.Domains;

/// <summary>The iOS apps that open a domain's links.</summary>
/// <param name="AppIds">Team id and bundle id: <c>ABCDE12345.com.acme.app</c>.</param>
/// <param name="Paths">Patterns such as <c>/sale/*</c> and <c>NOT /admin/*</c>; empty for all.</param>
internal sealed record AppleAppSettings(IReadOnlyList<string> AppIds, IReadOnlyList<string> Paths);
