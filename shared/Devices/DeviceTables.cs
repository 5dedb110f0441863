using System.Diagnostics.CodeAnalysis;

namespace OneLink.Shared.Devices;

/// <summary>All tables of <c>Data/</c>, compiled once into an automaton and the meanings of their rows.</summary>
internal sealed class DeviceTables
{
    /// <summary>The tables of this build.</summary>
    public static readonly DeviceTables Compiled = new();

    private readonly BrowserFamily[] _browsers;
    private readonly InAppBrowser[] _inApps;
    private readonly BotToken[] _bots;
    private readonly DeviceClass[] _models;

    private DeviceTables()
    {
        TokenRule[] browsers = [.. TokenTable.Read<BrowserFamily>("browsers", TokenKind.Browser)];
        TokenRule[] inApps = [.. TokenTable.Read<InAppBrowser>("inapps", TokenKind.InApp)];
        TokenRule[] bots = [.. TokenTable.Read<BotToken>("bots", TokenKind.Bot)];
        TokenRule[] models = [.. TokenTable.Read<DeviceClass>("models", TokenKind.Model)];
        _browsers = Array.ConvertAll(browsers, static rule => (BrowserFamily)rule.Meaning);
        _inApps = Array.ConvertAll(inApps, static rule => (InAppBrowser)rule.Meaning);
        _bots = Array.ConvertAll(bots, static rule => (BotToken)rule.Meaning);
        _models = Array.ConvertAll(models, static rule => (DeviceClass)rule.Meaning);
        Tokens = TokenAutomatonBuilder.Build(
        [
            .. TokenTable.Read<Sign>("signs", TokenKind.Sign),
            .. TokenTable.Read<Sign>("televisions", TokenKind.Sign),
            .. TokenTable.Read<VersionSlot>("versions", TokenKind.Version),
            .. browsers,
            .. inApps,
            .. bots,
            .. models,
        ]);
        Packages = new AppPackages();
    }

    /// <summary>Finds the tokens of all tables.</summary>
    public TokenAutomaton Tokens { get; }

    /// <summary>Apps by Android package name.</summary>
    public AppPackages Packages { get; }

    public bool TryBrowser(in Sightings seen, out BrowserFamily browser) => TryMeaning(_browsers, seen.Browser, out browser);

    public bool TryInApp(in Sightings seen, out InAppBrowser app) => TryMeaning(_inApps, seen.InApp, out app);

    public bool TryBot(in Sightings seen, out BotToken bot) => TryMeaning(_bots, seen.Bot, out bot);

    public bool TryModel(in Sightings seen, out DeviceClass form) => TryMeaning(_models, seen.Model, out form);

    private static bool TryMeaning<T>(T[] meanings, ushort row, [MaybeNullWhen(false)] out T meaning)
    {
        var found = row < meanings.Length;
        meaning = found ? meanings[row] : default;
        return found;
    }
}
