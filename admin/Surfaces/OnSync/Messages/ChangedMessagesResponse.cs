namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>A page of what has changed, in the order of the changes.</summary>
/// <param name="Messages">In order.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
internal sealed record ChangedMessagesResponse(IReadOnlyList<MessageResponse> Messages, string? NextCursor) : OnSyncAnswer;
