namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>A page of one conversation, the newest first.</summary>
/// <param name="ConversationId">Channel and address.</param>
/// <param name="Messages">In order.</param>
/// <param name="NextBefore">For the next page; null at the end.</param>
internal sealed record MessageListResponse(string ConversationId, IReadOnlyList<MessageResponse> Messages, string? NextBefore) : OnSyncAnswer;
