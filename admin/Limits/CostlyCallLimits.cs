using System.Globalization;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>Limits calls of the Application API that cost more than others.</summary>
internal sealed class CostlyCallLimits(AdminSettings settings, TimeProvider clock)
{
    private readonly CountedCallers _callers = new(clock);

    /// <summary>Counting the conversations of an account, by a person in it.</summary>
    public RateDecision TakeConversationCounts(long accountId, long userId)
        => _callers.Take(string.Create(CultureInfo.InvariantCulture, $"counts {accountId} {userId}"), settings.ConversationCountsLimit);

    /// <summary>Searching the contacts of an account, by all who are in it.</summary>
    public RateDecision TakeContactSearch(long accountId)
        => _callers.Take(string.Create(CultureInfo.InvariantCulture, $"contacts {accountId}"), settings.ContactSearchLimit);
}
