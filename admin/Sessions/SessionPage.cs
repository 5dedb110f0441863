namespace OneLink.Admin.Sessions;

internal sealed record SessionPage(IReadOnlyList<SessionItem> Data, string? NextCursor);
