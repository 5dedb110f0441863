using OneLink.Shared.Networks;

namespace OneLink.Edge.Redirects;

/// <summary>Which proxies Kestrel's stack believes; may change while it runs. The fast lane's threads are told themselves.</summary>
internal sealed class ProxiesInForce(TrustedProxies proxies)
{
    private volatile TrustedProxies _current = proxies;

    public TrustedProxies Current => _current;

    public void Use(TrustedProxies changed) => _current = changed;
}
