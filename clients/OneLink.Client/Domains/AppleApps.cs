namespace OneLink.Client.Domains;

/// <summary>Apps that open a domain's links on iOS.</summary>
/// <param name="AppIds">Team id and bundle id of each: <c>ABCDE12345.com.acme.app</c>.</param>
/// <param name="Paths">Patterns of the paths that they open; all where empty.</param>
public sealed record AppleApps(IReadOnlyList<string> AppIds, IReadOnlyList<string> Paths);
