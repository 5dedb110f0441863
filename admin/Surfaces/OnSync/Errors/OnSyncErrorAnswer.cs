namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>An error as sent.</summary>
internal sealed record OnSyncErrorAnswer(OnSyncErrorBody Error) : OnSyncAnswer;
