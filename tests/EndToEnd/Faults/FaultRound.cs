using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Faults;

/// <summary>Chance and targets of one round.</summary>
internal sealed record FaultRound(FaultInstallation Installation, Random Random)
{
    public TimeSpan Between(double fromSeconds, double toSeconds) => TimeSpan.FromSeconds(fromSeconds + (Random.NextDouble() * (toSeconds - fromSeconds)));

    public ProductProcess AnyEdge() => Random.Next(2) == 0 ? Installation.Edge : Installation.SecondEdge;
}
