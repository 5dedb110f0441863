using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.LinkClicks.Nudges;

/// <summary>Where somebody could be written to again. Times are Unix milliseconds.</summary>
/// <param name="ContactId">Whom.</param>
/// <param name="HeardAt">When he last wrote to that address, in whatever conversation; 0 where never.</param>
/// <param name="ClosesAt">When the channel's window closes; null where it has none.</param>
/// <param name="WantsNothing">Whether he is blocked, or has said that he wants no more messages.</param>
internal sealed record NudgePlace(long ContactId, long HeardAt, long? ClosesAt, bool WantsNothing)
{
    /// <returns>Null where the conversation or its inbox is gone.</returns>
    public static async Task<NudgePlace?> FindAsync(WriteScope scope, long accountId, long conversationId)
    {
        if (await ConversationRepository.FindAsync(scope, accountId, conversationId) is not { } conversation
            || await InboxRepository.FindAsync(scope, accountId, conversation.InboxId) is not { } inbox)
        {
            return null;
        }

        var (heardAt, wantsNothing) = await scope.FirstOrDefaultAsync<(long?, long)>(
            """
            SELECT (SELECT MAX(last_incoming_at) FROM conversations WHERE contact_inbox_id = @ContactInboxId AND account_id = @AccountId),
                   CAST((SELECT COUNT(*) FROM contact_inboxes WHERE id = @ContactInboxId AND account_id = @AccountId AND opted_out_at IS NOT NULL)
                      + (SELECT COUNT(*) FROM contacts WHERE id = @ContactId AND account_id = @AccountId AND blocked = 1) AS BIGINT)
            """,
            new { conversation.ContactInboxId, conversation.ContactId, conversation.AccountId });
        var heard = conversation with { LastIncomingAt = heardAt ?? conversation.LastIncomingAt };
        return new NudgePlace(conversation.ContactId, heard.LastIncomingAt ?? 0, ReplyWindow.ClosesAt(heard, inbox), wantsNothing > 0);
    }
}
