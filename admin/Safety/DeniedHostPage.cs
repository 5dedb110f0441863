namespace OneLink.Admin.Safety;

internal sealed record DeniedHostPage(IReadOnlyList<DeniedHostResponse> Data, string? NextCursor);
