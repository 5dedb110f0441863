namespace OneLink.Analytics.Queries;

/// <summary>Links that follow each other in the order of account and link: those behind one of them, up to another.</summary>
/// <param name="After">Not among them.</param>
/// <param name="Through">The last one.</param>
public readonly record struct LinkStretch(LinkKey After, LinkKey Through);
