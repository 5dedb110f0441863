namespace OneLink.Admin.Safety;

/// <summary>What a call made of a list.</summary>
internal sealed record DeniedHostChange(int Added, int Removed);
