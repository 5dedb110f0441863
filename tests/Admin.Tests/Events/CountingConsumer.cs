using System.Collections.Concurrent;
using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Tests.Events;

/// <summary>Keeps a row for each event it has seen, and fails as often as the test asks.</summary>
internal sealed class CountingConsumer : IEventConsumer
{
    public string Name => "counting";

    /// <summary>How often the event of an entity fails yet.</summary>
    public ConcurrentDictionary<long, int> Failures { get; } = new();

    public async Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events)
    {
        foreach (var happened in events)
        {
            // Written before the failure, so that a failure must take it back.
            await scope.ExecuteAsync(
                "INSERT INTO event_failures (consumer, sequence, reason, failed_at) VALUES ('seen', @Sequence, @Name, @EntityId)", happened);
            if (Failures.TryGetValue(happened.EntityId, out var left) && left > 0)
            {
                Failures[happened.EntityId] = left - 1;
                throw new InvalidOperationException("as asked by the test");
            }
        }
    }
}
