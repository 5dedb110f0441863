using System.Globalization;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>Limits calls of the Application API that cost more than others.</summary>
internal sealed class CostlyCallLimits(AdminSettings settings, SharedBuckets shared, TimeProvider clock)
{
    private readonly CountedCallers _callers = new(shared, "costly", clock);

    /// <summary>Counting the conversations of an account, by a person in it.</summary>
    public ValueTask<RateDecision> TakeConversationCountsAsync(long accountId, long userId, CancellationToken cancellationToken)
        => _callers.TakeAsync(
            string.Create(CultureInfo.InvariantCulture, $"counts {accountId} {userId}"), settings.ConversationCountsLimit, cancellationToken);

    /// <summary>Searching the contacts of an account, by all who are in it.</summary>
    public ValueTask<RateDecision> TakeContactSearchAsync(long accountId, CancellationToken cancellationToken)
        => _callers.TakeAsync(string.Create(CultureInfo.InvariantCulture, $"contacts {accountId}"), settings.ContactSearchLimit, cancellationToken);
}
