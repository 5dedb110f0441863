namespace OneLink.Client.Safety;

/// <summary>Hosts as they are sent.</summary>
internal sealed record DeniedHostsInput(IReadOnlyCollection<string> Hosts);
