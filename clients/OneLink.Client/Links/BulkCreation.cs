namespace OneLink.Client.Links;

/// <summary>A bulk creation as it is sent.</summary>
internal sealed record BulkCreation(IReadOnlyList<LinkInput> Links, bool Atomic);
