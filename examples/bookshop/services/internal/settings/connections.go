package settings

// Database is a PostgreSQL that the process connects to.
type Database struct {
	Host, Database, Username, SSLMode string
	Port, PoolSize                    int
	Password                          Secret
}

// Cache is a Valkey or Redis.
type Cache struct {
	Host, Username string
	Port           int
	Password       Secret
}

// Broker is a RabbitMQ and the queue that is used on it.
type Broker struct {
	Host, Username, Vhost, Queue string
	Port                         int
	Password                     Secret
}

// Service is another service of the shop. Without a host it is not there.
type Service struct {
	Host string
	Port int
}

// Database reads <prefix>_HOST, _PORT, _DATABASE, _USERNAME, _PASSWORD_FILE or _PASSWORD, _POOL_SIZE and _SSLMODE.
func (e *Env) Database(prefix string) Database {
	return Database{
		Host:     e.Needed(prefix + "_HOST"),
		Port:     e.Port(prefix+"_PORT", 5432),
		Database: e.Needed(prefix + "_DATABASE"),
		Username: e.Needed(prefix + "_USERNAME"),
		Password: e.Secret(prefix + "_PASSWORD"),
		PoolSize: e.Number(prefix+"_POOL_SIZE", 4, 1, 1000),
		SSLMode:  e.Text(prefix+"_SSLMODE", "prefer"),
	}
}

// Cache reads <prefix>_HOST, _PORT, _USERNAME and _PASSWORD_FILE or _PASSWORD.
func (e *Env) Cache(prefix string) Cache {
	return Cache{
		Host:     e.Needed(prefix + "_HOST"),
		Port:     e.Port(prefix+"_PORT", 6379),
		Username: e.Text(prefix+"_USERNAME", ""),
		Password: e.Secret(prefix + "_PASSWORD"),
	}
}

// Broker reads <prefix>_HOST, _PORT, _USERNAME, _PASSWORD_FILE or _PASSWORD, _VHOST and _QUEUE. Only consumers are
// told the queue; its default, the broker's own name, is what they are told unless somebody chose another.
func (e *Env) Broker(prefix, queue string) Broker {
	return Broker{
		Host:     e.Needed(prefix + "_HOST"),
		Port:     e.Port(prefix+"_PORT", 5672),
		Username: e.Needed(prefix + "_USERNAME"),
		Password: e.Secret(prefix + "_PASSWORD"),
		Vhost:    e.Text(prefix+"_VHOST", "/"),
		Queue:    e.Text(prefix+"_QUEUE", queue),
	}
}

// Service reads <prefix>_HOST and _PORT; both may be absent.
func (e *Env) Service(prefix string, port int) Service {
	return Service{Host: e.Text(prefix+"_HOST", ""), Port: e.Port(prefix+"_PORT", port)}
}
