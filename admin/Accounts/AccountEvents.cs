using OneLink.Admin.Events;

namespace OneLink.Admin.Accounts;

/// <summary>The events of accounts.</summary>
internal static class AccountEvents
{
    public static DomainEvent Updated(Account before, Account after, Performer? performer)
    {
        var changes = new AttributeChanges();
        var (from, to) = (AccountFields.Of(before), AccountFields.Of(after));
        foreach (var (name, value) in to)
        {
            changes.Add(name, from[name], value);
        }

        return new DomainEvent(EventNames.AccountUpdated, after.Id, after.Id) { ChangedAttributes = changes, Performer = performer };
    }
}
