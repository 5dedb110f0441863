namespace OneLink.Admin.DeepLinks;

/// <summary>A kind of web address that an app opens: a row of <c>Data/apps.tsv</c>.</summary>
/// <param name="App">The app's name.</param>
/// <param name="Hosts">Without <c>www.</c>.</param>
/// <param name="Address">Path and query with <c>{parts}</c>.</param>
/// <param name="DeepLink">The app's URI with the same parts.</param>
/// <param name="Package">Android package.</param>
/// <param name="AppStoreId">Number in the App Store.</param>
/// <param name="Source">Where to look it up.</param>
/// <param name="Attested">Whose word the form of the URI is: <c>maker</c> or <c>public</c>.</param>
internal sealed record KnownApp(
    string App, string[] Hosts, AddressTemplate Address, string DeepLink, string Package, string AppStoreId, string Source, string Attested)
{
    public string AppStoreUrl => "https://apps.apple.com/app/id" + AppStoreId;

    public string PlayStoreUrl => "https://play.google.com/store/apps/details?id=" + Package;
}
