using System.Runtime.InteropServices;
using OneLink.Edge.Handover;
using OneLink.Edge.Settings;

namespace OneLink.Edge.Hosting;

/// <summary>
/// What the edge is told by signals, beside SIGTERM and SIGINT, on which it ends: SIGHUP, read the settings again; SIGUSR2, start a
/// successor. Before it serves they say nothing to it, instead of ending it.
/// </summary>
internal sealed class EdgeSignals : IDisposable
{
    /// <summary>By its number on Linux; .NET has no name for it.</summary>
    private const PosixSignal User2 = (PosixSignal)12;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private volatile SettingsReload? _settings;
    private volatile SuccessorLaunch? _successor;

    public EdgeSignals()
    {
        if (OperatingSystem.IsLinux())
        {
            On(PosixSignal.SIGHUP, () => _settings?.Run());
            On(User2, () => _ = _successor?.RunAsync());
        }
    }

    /// <summary>Acts on signals from here on.</summary>
    public void Heed(SettingsReload settings, SuccessorLaunch successor)
    {
        _settings = settings;
        _successor = successor;
    }

    public void Dispose() => _registrations.ForEach(static registration => registration.Dispose());

    private void On(PosixSignal signal, Action act) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    }));
}
