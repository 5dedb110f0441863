using OneLink.Admin.Conversations;
using OneLink.Admin.Conversions;
using OneLink.Admin.Database;

namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>
/// Which clicks led to which conversations, and what came of them: a reply as soon as they are joined, a resolution when the
/// conversation is resolved first. Both are conversions of the click, by which variants are judged as by any other.
/// </summary>
internal static class ConversationClicks
{
    public const string Reply = "reply";
    public const string Resolution = "resolution";

    /// <returns>False where the click has led to a conversation already.</returns>
    public static async Task<bool> InsertAsync(WriteScope scope, ConversationClick click)
        => await scope.ExecuteAsync(
            """
            INSERT INTO conversation_clicks (click_id, account_id, conversation_id, link_id, clicked_at)
            VALUES (@ClickId, @AccountId, @ConversationId, @LinkId, @ClickedAt) ON CONFLICT (click_id) DO NOTHING
            """,
            click) == 1;

    /// <summary>Counts the click's reply, once.</summary>
    public static Task ReplyAsync(WriteScope scope, ConversationClick click, DateTimeOffset now)
        => ConversionStore.AcceptAsync(scope, click.AccountId, ConversionRequest.OfClick(Reply, click.ClickId), now);

    /// <summary>Counts the resolution of a conversation for the clicks that led to it, each once however often it is resolved.</summary>
    public static async Task ResolveAsync(WriteScope scope, Conversation conversation, DateTimeOffset now)
    {
        var clicks = await scope.QueryAsync<string>("SELECT click_id FROM conversation_clicks WHERE conversation_id = @Id", new { conversation.Id });
        foreach (var click in clicks)
        {
            await ConversionStore.AcceptAsync(scope, conversation.AccountId, ConversionRequest.OfClick(Resolution, click), now);
        }
    }
}
