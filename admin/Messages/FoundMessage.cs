namespace OneLink.Admin.Messages;

/// <summary>A message that a search has found.</summary>
/// <param name="Message">The message.</param>
/// <param name="DisplayId">Number of its conversation, as people see it.</param>
internal sealed record FoundMessage(Message Message, long DisplayId);
