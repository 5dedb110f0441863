using System.Globalization;

namespace OneLink.EndToEnd.Edges;

/// <summary>How the edges of a <see cref="ManyEdgesInstallation"/> reach what they follow.</summary>
internal sealed class FleetAddresses
{
    private readonly int _relayPort = LoopbackPorts.Next();

    /// <summary>Before the admins.</summary>
    public int ProxyPort { get; } = LoopbackPorts.Next();

    /// <summary>Before the admins, for the one that can be cut off alone.</summary>
    public int SecondProxyPort { get; } = LoopbackPorts.Next();

    /// <summary>What edges behind the first one show it.</summary>
    public string RelayToken { get; } = Guid.NewGuid().ToString("N");

    /// <summary>For the first one, which follows an admin and is followed.</summary>
    public void Change(Dictionary<string, string> variables)
    {
        variables["ONELINK_ADMIN"] = AddressOf(ProxyPort);
        variables["ONELINK_EDGE_RELAY_PORT"] = _relayPort.ToString(CultureInfo.InvariantCulture);
        variables["ONELINK_EDGE_RELAY_TOKEN"] = RelayToken;
    }

    /// <summary>For the one that can be cut off alone.</summary>
    public void ChangeCutOff(Dictionary<string, string> variables) => variables["ONELINK_ADMIN"] = AddressOf(SecondProxyPort);

    /// <summary>For one that follows the first.</summary>
    public void ChangeBehind(Dictionary<string, string> variables)
    {
        variables["ONELINK_ADMIN"] = AddressOf(_relayPort);
        variables["ONELINK_EDGE_TOKEN"] = RelayToken;
    }

    private static string AddressOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
