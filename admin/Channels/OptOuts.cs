using OneLink.Admin.Contacts;
using OneLink.Admin.Database;

namespace OneLink.Admin.Channels;

/// <summary>Who wants no messages through an inbox.</summary>
internal static class OptOuts
{
    /// <returns>Whether that is news.</returns>
    public static async Task<bool> SetAsync(WriteScope scope, ContactInbox place, bool isOut, long at)
        => await scope.ExecuteAsync(
            $"UPDATE contact_inboxes SET opted_out_at = @optedOutAt, updated_at = @at WHERE id = @Id AND account_id = @AccountId AND opted_out_at IS {(isOut ? "" : "NOT ")}NULL",
            new { place.Id, place.AccountId, optedOutAt = isOut ? at : (long?)null, at }) == 1;

    public static async Task<bool> IsOutAsync(WriteScope scope, ContactInbox place)
        => await scope.FirstOrDefaultAsync<long?>("SELECT opted_out_at FROM contact_inboxes WHERE id = @Id AND account_id = @AccountId", new { place.Id, place.AccountId }) is not null;
}
