using OneLink.Shared.Devices;

namespace OneLink.Shared.Routing;

/// <summary>The device names that conditions may hold, each as the set of enumeration members it stands for: bit n for member n.</summary>
public static class DeviceMask
{
    private static readonly Dictionary<string, uint> Platforms = Named<Platform>(static p => p.Name());
    private static readonly Dictionary<string, uint> Classes = Named<DeviceClass>(static c => c.Name());
    private static readonly Dictionary<string, uint> Browsers = Named<BrowserFamily>(static b => b.Name());
    private static readonly Dictionary<string, uint> InApps = Named<InAppBrowser>(static a => a == InAppBrowser.None ? "none" : a.Name());

    static DeviceMask()
    {
        // An iPad is an iOS device here too, as its destinations fall to those of iOS; "ipados" means iPads alone.
        Platforms[Platform.Ios.Name()] |= Bit((int)Platform.IpadOs);
        Platforms["desktop"] = Bit((int)Platform.Windows) | Bit((int)Platform.MacOs) | Bit((int)Platform.Linux) | Bit((int)Platform.ChromeOs);
        InApps["any"] = ~Bit((int)InAppBrowser.None);
    }

    /// <summary>The valid names of a condition, for its error message; empty for conditions that hold no such names.</summary>
    public static IReadOnlyCollection<string> NamesOf(ConditionKind kind) => TableOf(kind)?.Keys ?? (IReadOnlyCollection<string>)[];

    /// <summary>The members that a name stands for; 0 where there is no such name.</summary>
    public static uint Of(ConditionKind kind, string name) => TableOf(kind) is { } table && table.TryGetValue(name, out uint mask) ? mask : 0;

    internal static uint Bit(int member) => 1u << member;

    private static Dictionary<string, uint>? TableOf(ConditionKind kind) => kind switch
    {
        ConditionKind.Platform => Platforms,
        ConditionKind.DeviceClass => Classes,
        ConditionKind.Browser => Browsers,
        ConditionKind.InApp => InApps,
        _ => null,
    };

    private static Dictionary<string, uint> Named<T>(Func<T, string> name)
        where T : struct, Enum
        => Enum.GetValues<T>().Select(static (member, index) => (member, index)).ToDictionary(m => name(m.member), m => Bit(m.index), StringComparer.Ordinal);
}
