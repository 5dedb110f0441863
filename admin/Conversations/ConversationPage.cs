namespace OneLink.Admin.Conversations;

/// <summary>Conversations of one page, in the order asked for.</summary>
internal sealed record ConversationPage(IReadOnlyList<Conversation> Conversations, ConversationCounts Counts)
{
    public const int Size = 25;
}
