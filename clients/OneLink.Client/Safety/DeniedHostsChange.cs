namespace OneLink.Client.Safety;

/// <summary>What a call made of the list.</summary>
/// <param name="Added">Hosts that are new on it.</param>
/// <param name="Removed">Hosts that are no longer on it.</param>
public sealed record DeniedHostsChange(int Added, int Removed);
