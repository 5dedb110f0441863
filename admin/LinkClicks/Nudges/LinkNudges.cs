using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.LinkClicks.Nudges;

/// <summary>
/// "Tapped, and did not write": told once for each time that the contact had written before, an hour after the first tap, or
/// a quarter of an hour before the channel's window closes where that comes sooner. Never when the window has closed, when the
/// contact has written, or wants nothing. Times are Unix milliseconds.
/// </summary>
internal static class LinkNudges
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Left of the window when it is told at the latest: time for a rule, and for the message.</summary>
    public static readonly TimeSpan LastCall = TimeSpan.FromMinutes(15);

    /// <summary>Notes a tap, in the transaction that tells of it. One that was noted since the contact last wrote stays.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="recipient">For whom the link was made.</param>
    /// <param name="clickedAt">When it was tapped.</param>
    /// <param name="now">The time.</param>
    public static async Task NoteAsync(WriteScope scope, LinkRecipient recipient, long clickedAt, long now)
    {
        if (recipient.ConversationId is not { } conversationId
            || await NudgePlace.FindAsync(scope, recipient.AccountId, conversationId) is not { } place
            || place.HeardAt >= clickedAt
            || place.ClosesAt <= now)
        {
            return;
        }

        var due = clickedAt + (long)Patience.TotalMilliseconds;
        if (place.ClosesAt is { } closesAt)
        {
            due = Math.Min(due, closesAt - (long)LastCall.TotalMilliseconds);
        }

        await scope.ExecuteAsync(
            """
            INSERT INTO link_nudges (conversation_id, account_id, link_id, heard_at, due_at) VALUES (@conversationId, @AccountId, @LinkId, @HeardAt, @due)
            ON CONFLICT (conversation_id) DO UPDATE SET link_id = excluded.link_id, heard_at = excluded.heard_at, due_at = excluded.due_at
            WHERE link_nudges.heard_at <> excluded.heard_at
            """,
            new { conversationId, recipient.AccountId, recipient.LinkId, place.HeardAt, due = Math.Max(due, now) });
    }

    /// <summary>Tells of one whose time has come, if that is still to be told.</summary>
    /// <returns>Whether it was told.</returns>
    public static async Task<bool> TellAsync(WriteScope scope, long conversationId, long now)
    {
        // Another process may have told of it meanwhile.
        var (accountId, linkId, heardAt, dueAt) = await scope.FirstOrDefaultAsync<(long, long, long, long?)>(
            "SELECT account_id, link_id, heard_at, due_at FROM link_nudges WHERE conversation_id = @conversationId", new { conversationId });
        if (dueAt is not { } due || due > now)
        {
            return false;
        }

        await scope.ExecuteAsync("UPDATE link_nudges SET due_at = NULL WHERE conversation_id = @conversationId", new { conversationId });
        if (await NudgePlace.FindAsync(scope, accountId, conversationId) is not { WantsNothing: false } place || place.HeardAt != heardAt || place.ClosesAt <= now)
        {
            return false;
        }

        scope.Raise(new DomainEvent(EventNames.LinkUnanswered, accountId, linkId) { Performer = new Performer(Performer.Contact, place.ContactId) });
        return true;
    }
}
