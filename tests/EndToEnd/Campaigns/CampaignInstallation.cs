using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Campaigns;

/// <summary>OneLink on one machine, and a provider beside it.</summary>
public sealed class CampaignInstallation : Installation
{
    private readonly WhatsAppStandIn _provider;

    public CampaignInstallation()
        : this(WhatsAppStandIn.Start())
    {
    }

    private CampaignInstallation(WhatsAppStandIn provider)
        : base(
            new EdgeBuild("edge"),
            changeAdmin: variables =>
            {
                variables["ONELINK_WHATSAPP_URL"] = provider.Address;
                variables["ONELINK_SEND_DOUBT_SECONDS"] = "1";
            })
        => _provider = provider;

    internal WhatsAppStandIn Provider => _provider;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
