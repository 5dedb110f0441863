namespace OneLink.Admin.Domains;

internal sealed record DomainPage(IReadOnlyList<DomainResponse> Data, string? NextCursor);
