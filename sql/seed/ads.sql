INSERT INTO ads (id, url) VALUES ('spring-sale', 'https://www.example.com/spring-sale')
ON DUPLICATE KEY UPDATE id = id;
