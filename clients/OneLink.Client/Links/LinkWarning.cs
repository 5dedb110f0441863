namespace OneLink.Client.Links;

/// <summary>What looks wrong with a link that works.</summary>
public sealed record LinkWarning(string Field, string Code, string Message);
