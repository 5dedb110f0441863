using OneLink.Admin.Events;

namespace OneLink.Admin.Tests.Events;

public sealed class TransactionEventsTests
{
    [Fact]
    public void Add_UpdatesOfOneEntity_BecomeOneWithAllChanges()
    {
        var events = new TransactionEvents();
        events.Add(Updated(1, new AttributeChanges().Add("name", "a", "b")));
        events.Add(Updated(1, new AttributeChanges().Add("name", "b", "c").Add("email", null, "x@y.z")));
        events.Add(Updated(2, new AttributeChanges().Add("name", "a", "b")));

        Assert.Equal([1, 2], events.All.Select(raised => raised.EntityId));
        Assert.Equal(
            """{"name":{"previous_value":"a","current_value":"c"},"email":{"previous_value":null,"current_value":"x@y.z"}}""",
            events.All[0].ChangedAttributes!.ToJson());
    }

    [Fact]
    public void Add_ChangeThatIsTakenBack_IsNoEvent()
    {
        var events = new TransactionEvents();
        events.Add(Updated(1, new AttributeChanges().Add("name", "a", "b")));
        events.Add(Updated(1, new AttributeChanges().Add("name", "b", "a")));
        events.Add(Updated(2, new AttributeChanges().Add("name", "a", "a")));

        Assert.Empty(events.All);
    }

    [Fact]
    public void Add_UpdateOfWhatIsNew_IsPartOfTheCreation()
    {
        var events = new TransactionEvents();
        events.Add(new DomainEvent(EventNames.ContactCreated, 1, 5));
        events.Add(Updated(5, new AttributeChanges().Add("name", "a", "b")));

        Assert.Equal([EventNames.ContactCreated], events.All.Select(raised => raised.Name));
    }

    private static DomainEvent Updated(long id, AttributeChanges changes) => new(EventNames.ContactUpdated, 1, id) { ChangedAttributes = changes };
}
