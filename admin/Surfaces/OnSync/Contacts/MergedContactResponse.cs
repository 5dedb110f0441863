namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>A contact that went into another one, as it was.</summary>
internal sealed record MergedContactResponse(string Id, string? Name, string? Phone, string? Email, string? ExternalId, string MergedAt);
