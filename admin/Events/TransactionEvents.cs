namespace OneLink.Admin.Events;

/// <summary>
/// The events of one piece of writing work: one for each entity and kind, however many statements made it. Two updates
/// become one with both their changes, and an update of what the same work created is part of the creation.
/// </summary>
internal sealed class TransactionEvents
{
    private readonly OrderedDictionary<(string Name, long EntityId, string? Distinction), DomainEvent> _events = [];

    public void Add(DomainEvent raised)
    {
        var key = (raised.Name, raised.EntityId, raised.Distinction);
        if (!EventNames.IsUpdate(raised.Name))
        {
            _events.TryAdd(key, raised);
        }
        else if (!_events.ContainsKey((EventNames.CreationOf(raised.Name), raised.EntityId, raised.Distinction)))
        {
            AddUpdate(key, raised);
        }
    }

    private void AddUpdate((string Name, long EntityId, string? Distinction) key, DomainEvent raised)
    {
        // A copy, so that what the caller holds does not grow with later updates.
        var changes = new AttributeChanges();
        if (_events.TryGetValue(key, out var earlier))
        {
            changes.AddAll(earlier.ChangedAttributes!);
        }

        if (raised.ChangedAttributes is { } raisedChanges)
        {
            changes.AddAll(raisedChanges);
        }

        if (changes.Any)
        {
            _events[key] = (earlier ?? raised) with { ChangedAttributes = changes, Data = raised.Data ?? earlier?.Data };
        }
        else
        {
            _events.Remove(key);
        }
    }

    public IReadOnlyList<DomainEvent> All => [.. _events.Values];
}
