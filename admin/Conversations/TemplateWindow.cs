using OneLink.Admin.Contacts;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>
/// Whether somebody may be written to freely: for 24 hours after he last wrote to that address, in whatever conversation.
/// Times are Unix milliseconds.
/// </summary>
/// <param name="LastInboundAt">Null where he never has.</param>
/// <param name="Now">When it was asked.</param>
internal sealed record TemplateWindow(long? LastInboundAt, long Now)
{
    public long? ExpiresAt => LastInboundAt + (long)ReplyWindow.Day.TotalMilliseconds;

    public bool IsOpen => ExpiresAt > Now;

    public static async Task<TemplateWindow> OfAsync(WriteScope scope, ContactInbox place, long now)
        => new(
            await scope.FirstOrDefaultAsync<long?>(
                "SELECT MAX(last_incoming_at) FROM conversations WHERE contact_inbox_id = @Id AND account_id = @AccountId", new { place.Id, place.AccountId }),
            now);
}
