using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

/// <summary>
/// One who acts on events, each exactly once: what it writes is committed together with its position in the log, so that
/// a crash repeats nothing and loses nothing. What must leave the process (a webhook's request) is written down here and
/// sent from there. Register it as <see cref="IEventConsumer"/>; <see cref="EventPump"/> runs it.
/// </summary>
internal interface IEventConsumer
{
    /// <summary>The key of its position: never changed once released, and unique.</summary>
    string Name { get; }

    /// <summary>Reads what acting on the events needs, before it keeps other writers waiting. Called before each try.</summary>
    Task PrepareAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Acts on events in their order.</summary>
    /// <param name="scope">The transaction that also moves the position. What is raised here becomes events in turn.</param>
    /// <param name="events">At least one. The rows they name may have changed since, or be gone.</param>
    Task HandleAsync(WriteScope scope, IReadOnlyList<LoggedEvent> events);

    /// <summary>What was written is visible now: time to wake whoever waits for it.</summary>
    void Committed()
    {
    }
}
