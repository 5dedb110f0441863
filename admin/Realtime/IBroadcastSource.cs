using OneLink.Admin.Events;

namespace OneLink.Admin.Realtime;

/// <summary>Says what is told of one kind of entity's events. Register it as <see cref="IBroadcastSource"/>; <see cref="BroadcastFeed"/> asks it.</summary>
internal interface IBroadcastSource
{
    /// <param name="happened">Any event; the row that it names may have changed since, or be gone.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>Nothing where the event is another source's, or there is nothing to tell.</returns>
    Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken);
}
