namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Details">All that is wrong; empty where there is nothing more to say.</param>
internal sealed record OnSyncErrorBody(string Code, string Message, IReadOnlyList<OnSyncIssue> Details);
